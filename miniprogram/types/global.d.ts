/// <reference types="@tarojs/taro" />

declare module '*.scss'

/** The server that the weapp build talks to (H5 talks to the host that served it). Set at build time by API_BASE. */
declare const API_BASE: string
