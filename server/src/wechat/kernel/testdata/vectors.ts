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

interface OpenDataVector {
  iv: string
  encryptedData: string
}

interface Vectors {
  callback: CallbackVector[]
  urlVerify: AddressVector[]
  negative: Sealed[]
  jssdk: PageVector[]
  officialSamples: {
    wxBizMsgCryptPost: Omit<Sealed, 'name'> & { plaintext: string; random16Hex: string }
    wxBizMsgCryptVerifyUrl: Omit<Sealed, 'name' | 'encrypt'> & { echostr: string; plaintext: string }
    /** Its key was never published. */
    signatureOnly: Pick<Sealed, 'token' | 'timestamp' | 'nonce' | 'encrypt' | 'msg_signature'>
  }
  miniProgram: {
    officialUserInfoSample: OpenDataVector & { appId: string; sessionKey: string; plaintext: string }
    /** Of the plaintext only a hash is kept: it is a phone number. */
    phone: OpenDataVector & { appId: string; session_key: string; plaintextSha256: string }
    rawDataSignature: { rawData: string; session_key: string; signature: string }
    checkSessionSignature: { session_key: string; hexTextKey: string; hexDecodedKey: string }
  }
}

/** Test vectors on which independent libraries agree; every key in them is made up. Read by specs only. */
export const vectors = JSON.parse(readFileSync(join(__dirname, 'vectors.json'), 'utf8')) as Vectors
