/** Parametric QR codes, protocol §1.12. */
import { asIs, post, type ReplyOf } from '../../kernel/call'
import { integer, object, optional, text } from '../../kernel/shape'

/** The four kinds: temporary ones live at most 2 592 000 seconds; permanent ones are 100 000 in all, numbers from 1 to 100 000. */
export type QrCodeRequest =
  | { action_name: 'QR_STR_SCENE'; expire_seconds: number; action_info: { scene: { scene_str: string } } }
  | { action_name: 'QR_SCENE'; expire_seconds: number; action_info: { scene: { scene_id: number } } }
  | { action_name: 'QR_LIMIT_STR_SCENE'; action_info: { scene: { scene_str: string } } }
  | { action_name: 'QR_LIMIT_SCENE'; action_info: { scene: { scene_id: number } } }

/** 40052 and 40053 wrong request, 45029 too many permanent codes. */
export const createQrCode = post(
  '/cgi-bin/qrcode/create',
  object({ ticket: text, url: text, expire_seconds: optional(integer) }),
  asIs<QrCodeRequest>,
  [40052, 40053, 45029],
)
export type QrCode = ReplyOf<typeof createQrCode>
