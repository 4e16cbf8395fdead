/** How many people can be reached over each channel: a way there, and consent to marketing. */
export class ReachableReply {
  officialAccount: number
  work: number
  sms: number
}
