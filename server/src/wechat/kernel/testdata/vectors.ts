import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Sealed {
  name: string
  token: string
  encodingAESKey: string
  receiveId: string
  timestamp: string
  nonce: string
  encrypt: string
  msg_signature: string
}

interface CallbackVector extends Sealed {
  random16Hex: string
  plaintext: string
  query: string
  /** The body as it is posted; official accounts have it under another name. */
  body?: string
  bodySafe?: string
}

interface AddressVector {
  token: string
  timestamp: string
  nonce: string
  echostr: string
  expectBody: string
  /** Official accounts sign in the clear. */
  signature?: string
  /** WeCom encrypts. */
  encodingAESKey?: string
  corpId?: string
  msg_signature?: string
}

interface PageVector {
  name: string
  ticket: string
  nonceStr: string
  timestamp: number
  url: string
  signature: string
}

interface Vectors {
  callback: CallbackVector[]
  urlVerify: AddressVector[]
  negative: Sealed[]
  jssdk: PageVector[]
}

/** Test vectors on which independent libraries agree; every key in them is made up. Read by specs only. */
export const vectors = JSON.parse(readFileSync(join(__dirname, 'vectors.json'), 'utf8')) as Vectors
