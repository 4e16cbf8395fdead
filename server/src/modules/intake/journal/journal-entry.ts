import type { SecretBox } from '../../../platform/secret-box'
import type { NewMessage } from '../message-store'

const PURPOSE = 'intake-journal'

/** A message as it lies on the disk: sealed, with the time of its arrival. */
export const sealEntry = (box: SecretBox, { claimed: _, ...message }: NewMessage): Buffer =>
  Buffer.from(box.seal(JSON.stringify({ receivedAt: new Date(), ...message }), PURPOSE))

/** @throws when the key is gone or the bytes are not ours */
export function openEntry(box: SecretBox, entry: Buffer): NewMessage {
  const kept = JSON.parse(box.open(entry.toString(), PURPOSE)) as Omit<NewMessage, 'claimed'>
  const { occurredAt, receivedAt = occurredAt } = kept
  return { ...kept, occurredAt: new Date(occurredAt), receivedAt: new Date(receivedAt), claimed: false }
}
