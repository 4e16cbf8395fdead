import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Party {
  serial: string
  privateKey: string
  certificate: string
}

interface RequestVector {
  name: string
  method: string
  urlPathWithQuery: string
  timestamp: string
  nonce_str: string
  body: string
  signature: string
}

interface Vectors {
  merchant: { mchid: string; serial_no: string; privateKeyPkcs8: string; publicKeySpki: string }
  platform: { serialOrPublicKeyId: string; privateKeyPkcs8: string; publicKeySpki: string }
  apiV3Key: string
  requestSignatures: RequestVector[]
  jsapiPaySign: { appId: string; timeStamp: string; nonceStr: string; package: string; paySign: string }
  notify: {
    headers: Record<string, string>
    rawBody: string
    decrypted: string
    tamperedTagCiphertext: string
    tamperedCiphertext: string
  }
}

const file = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, name), 'utf8'))

/** Test vectors on which independent libraries agree; every key in them is made up. Read by specs only. */
export const vectors = file('vectors.json') as Vectors

/** Two platform certificates, one after the other in use. */
export const platform = file('certificates.json') as { first: Party; second: Party }
