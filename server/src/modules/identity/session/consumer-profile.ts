import { Injectable } from '@nestjs/common'
import { CustomerService } from '../customer/customer.service'
import { LivingCustomers } from '../customer/living-customers'

/** What a consumer is told about herself. */
export interface ConsumerMe {
  id: string
  nickname: string | null
  phoneMasked: string | null
  couponCount: number
}

/** One's own profile in the mini-program. Later modules fill in what they own, while the server starts. */
@Injectable()
export class ConsumerProfile {
  /** How many usable coupons a customer holds; set by the module that owns coupons. */
  countCoupons: (customerId: number) => Promise<number> = () => Promise.resolve(0)

  constructor(
    private readonly customers: CustomerService,
    private readonly living: LivingCustomers,
  ) {}

  /** @throws NOT_FOUND, CUSTOMER_ERASED */
  async me(customerId: number): Promise<ConsumerMe> {
    const customer = await this.living.get(customerId)
    const summary = await this.customers.summary(customer.id)
    return {
      id: summary.publicId,
      nickname: customer.name,
      phoneMasked: summary.phoneMasked,
      couponCount: await this.countCoupons(customer.id),
    }
  }
}
