import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common'
import { Allow } from '../../platform/http'
import { CustomerService } from '../identity'
import { CustomerSegmentReply, SegmentWhyReply } from './customer-segment.dto'
import { CustomerSegmentService } from './customer-segment.service'

@Controller('api/customers/:customerId/segments')
export class CustomerSegmentController {
  constructor(
    private readonly customers: CustomerService,
    private readonly customerSegments: CustomerSegmentService,
  ) {}

  @Get()
  @Allow('segment.read', 'customer.read')
  async list(@Param('customerId') publicId: string): Promise<CustomerSegmentReply[]> {
    const { id } = await this.customers.byPublicId(publicId)
    const segments = await this.customerSegments.of(id)
    return segments.map((segment) => ({ ...segment, since: segment.since.toISOString() }))
  }

  /** Why the person is in the segment, or is not. */
  @Get(':segmentId/why')
  @Allow('segment.read', 'customer.read')
  async why(
    @Param('customerId') publicId: string,
    @Param('segmentId', ParseIntPipe) segmentId: number,
  ): Promise<SegmentWhyReply> {
    const { id } = await this.customers.byPublicId(publicId)
    const why = await this.customerSegments.why(id, segmentId)
    return {
      ...why,
      changes: why.changes.map(({ entered, at, version, cause }) => ({
        entered,
        at: at.toISOString(),
        version,
        cause,
      })),
    }
  }
}
