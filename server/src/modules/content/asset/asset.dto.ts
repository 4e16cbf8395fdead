export class AssetReply {
  /** A path below `/assets/`. */
  url: string
}
