import { Injectable } from '@nestjs/common'
import { ChannelCodeService } from '../../account'
import { StaffService } from '../../staff'
import type { AdvisorReply } from './storefront.dto'

const TITLE = '专属护肤顾问'

/** Whom a consumer is invited to add: the receiver of the newest live code. */
@Injectable()
export class AdvisorService {
  constructor(
    private readonly codes: ChannelCodeService,
    private readonly staff: StaffService,
  ) {}

  async find(): Promise<AdvisorReply | null> {
    const { items } = await this.codes.list({ page: 1, pageSize: 20, kind: 'work_contact_way' })
    const code = items.find(({ qrUrl, owners }) => qrUrl !== '' && owners.length > 0)
    const [userid] = code?.owners ?? []
    if (!code || userid === undefined) return null
    const member = await this.staff.byWorkUserid(userid)
    return { name: member?.name ?? code.name, title: TITLE, qrCodeUrl: code.qrUrl }
  }
}
