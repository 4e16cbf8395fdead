/** Ciphertexts on which independent implementations agree, with the random bytes that make them repeatable. Throw-away keys. */
export const CALLBACK_VECTORS = [
  {
    name: "oa-subscribe",
    token: "oaToken123",
    encodingAESKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    receiveId: "wx1234567890abcdef",
    timestamp: "1760000001",
    nonce: "1320562132",
    random16Hex: "00112233445566778899aabbccddeeff",
    plaintext: "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[oTESTOPENID0000000000000001]]></FromUserName><CreateTime>1760000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[qrscene_store_12]]></EventKey><Ticket><![CDATA[gQH47joAAAAAAAAAASxodHRwOi8vd2VpeGluLnFxLmNvbS9xLw==]]></Ticket></xml>",
    encrypt: "f6cZ+BbKh9OoBpd9WPcZwliuTECioSeIMEa4wCXyIsXyahP6+V2uJbGQjs/a95qbwi7FyGZcCiPgUeI5QrFWEVSrMgSw/ZTmhOk/A2MfAHIvkEX3Mxn0+FP+JKjTvdGksPYmcj6pz13KgPq7e9mvayDYm3h5C2Snvb5Qxbkfj1FJapnQOr7L+Rt8RgHdGZxVxj41gei+e8eaUMbk/aAiN1EmqzIurJ1ozW2UQ79qzS1c6BLfOBFClPKWBwkVYm21VTbfB55LIYNqfFLidrllzieYa96p3675qeAumGNmi1010/EEtVH8wkXK0CtNh/lzmz9YMyBcnKyksok9hE74F9wG5s+NMCWqw38TnLpAEjhCqyN2bttYARpMPVFxCZPhTb23kfSPOb4nnlzx2ec/xdDnuNlvwBDvtVWmw+ErhWh0rP+KKOTNkEMlhmiqA0OPkdSOqn7P6sO4uzJR8e2H+hHuQJ/7mF9mUG8xyTl9rZCS8S00pQ0yCe5v7qVsAxl4EoeJ9vPmTx01imYuSUET41ohU1WaFdRK3WTCVxSvMzE=",
    msgSignature: "60ff0826938705c8fdb277a857e227a8d326e0d1"
  },
  {
    name: "oa-text-utf8-emoji",
    token: "oaToken123",
    encodingAESKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    receiveId: "wx1234567890abcdef",
    timestamp: "1760000002",
    nonce: "987654321",
    random16Hex: "ffeeddccbbaa99887766554433221100",
    plaintext: "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[oTESTOPENID0000000000000001]]></FromUserName><CreateTime>1760000002</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好，会员 😀 <a href=\"x\">&</a>]]></Content><MsgId>1234567890123456</MsgId></xml>",
    encrypt: "W5uSevm7iFHgJGHiibQMSKgmaWUPcahOUF95TV92OILoTPOtFGNN56k27BzoDg+AqUFlyJBKlXZFwicEdxoG6wjC3EDbST4DpKMh/U/eGyM2uic0lWULLiGerl0bbr0V5ej3286u/Sm1UTMtayuWOYoJbOCvMo0Uhc2k2PPcqt40TQMRlTZNh/6zgiXDa9Kvb2CqKwP5Y3R/XUfRKQDYQNw94hteucv8NCw1lgvPiNDpB8QXvb+5Scycp6dYh7ENbkQWgkNCzmtO1UzV46X8b5HmOGPJZwHGeSJmrhD8arY/zWGwUug1UQCQDAlBbRrH7n+tbx/7Jnqtq0sCmtAHMdNCYQ+5Z7w3KYY8LHN1HKm+PJSIw7hks+FEKnMGO/nD9dtqLS3DCIPjy53d6V2ynJzctOM3Jgcl0O7qjUcL+dwVBVhgiDL+TnmPqnrmWWKcRfd4TxEBGwvye3rrgDwWJQ==",
    msgSignature: "fe4003179e79d2bb6f0bc1bfd12f25122a9cea79"
  },
  {
    name: "wecom-padding-pad32",
    token: "T",
    encodingAESKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    receiveId: "ww0123456789abcdef",
    timestamp: "1",
    nonce: "n",
    random16Hex: "00000000000000000000000000000000",
    plaintext: "xxxxxxxxxxxxxxxxxxxxxxxxxx",
    encrypt: "dfcu7pOxWg63TnYmNfybOl02Pze4eewsGbQBPUfOEGosBmZx5veF8z1TGM1jXPvDtAb+j3ZHAw68qE/6ZU2i6Vr/KhHxbII/spT0BZRmNEmEVvWG3oZrkYqPSDfEiPWP",
    msgSignature: "2637b4289c54942f92489f8cb680b33120e137c0"
  },
  {
    name: "wecom-padding-pad17",
    token: "T",
    encodingAESKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    receiveId: "ww0123456789abcdef",
    timestamp: "1",
    nonce: "n",
    random16Hex: "00000000000000000000000000000000",
    plaintext: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    encrypt: "dfcu7pOxWg63TnYmNfybOqgxlPB0Zdy5qEa1lxBLNLHd1NRkiGPtFd8XukBQ2Zi73FtZAPifGC7rwdap6PXYEh1f8d51qGfCmebRCy6dKO0AbPepfBljQ9fE5vt3liTv",
    msgSignature: "e384da53da3c635997feb73d25fde0c376af8ac9"
  },
  {
    name: "wecom-padding-pad1",
    token: "T",
    encodingAESKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    receiveId: "ww0123456789abcdef",
    timestamp: "1",
    nonce: "n",
    random16Hex: "00000000000000000000000000000000",
    plaintext: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    encrypt: "dfcu7pOxWg63TnYmNfybOt7J+vKPu4HIwrQ7HiFnSxRt/M47d2GqECD3Yz/tcyN+vMIk2/fDtA3MBdJj2MzIlCui1IYazBUFYXv+iP7+IXE9jSOrBQ9/YEdImlnh1Y2U",
    msgSignature: "b831f92542bb341e997b3d994b580d1bfe04d424"
  },
  {
    name: "wecom-padding-pad16",
    token: "T",
    encodingAESKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    receiveId: "ww0123456789abcdef",
    timestamp: "1",
    nonce: "n",
    random16Hex: "00000000000000000000000000000000",
    plaintext: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    encrypt: "dfcu7pOxWg63TnYmNfybOkaTUzYY+USAytl6kuiCXu9Tpv23Fo+S6AdScIT4vu1mpJG5PDB88tvyHVVaTkjc5EuiDnUBObpkRpN4JdeoiNDB/7bFpvbJcZ7Ll4s+M5no",
    msgSignature: "e1b96be81aaf0514d636c8bc443d96804ac4a312"
  },
  {
    name: "sort-ascii-case",
    token: "bToken",
    encodingAESKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    receiveId: "ww0123456789abcdef",
    timestamp: "1760000005",
    nonce: "AbcNonce",
    random16Hex: "11111111111111111111111111111111",
    plaintext: "<xml/>",
    encrypt: "Wc7qpSXzSBCYsRfkQTKxouDFPicqQrY6/+aBCCqyIkLcOwnT2vqE+ioCGIDI6mOskgIUqDQgm16DSZHKfDqXhQ==",
    msgSignature: "06bce4659cbcd6cba2fbcefcc4c1f11ed177a201"
  }
];
