export interface AuthorizeRequest {
  /** appid or corpid. */
  appid: string
  /** Where the person comes back to with `code` and `state`; its domain must be registered. */
  redirectUri: string
  scope: 'snsapi_base' | 'snsapi_userinfo' | 'snsapi_privateinfo'
  /** At most 128 letters and digits. */
  state: string
  /** WeCom needs it for snsapi_privateinfo. */
  agentId?: number
}

/**
 * The page where a person agrees to be known (protocol §1.16, §3.15). The order of the parameters matters to the platform.
 * @throws RangeError for a state that the platform would cut or refuse
 */
export function authorizeUrl(openBaseUrl: string, request: AuthorizeRequest): string {
  if (!/^[a-zA-Z0-9]{0,128}$/.test(request.state)) throw new RangeError('state: at most 128 letters and digits')
  const parameters: [string, string][] = [
    ['appid', request.appid],
    ['redirect_uri', request.redirectUri],
    ['response_type', 'code'],
    ['scope', request.scope],
    ['state', request.state],
    ...(request.agentId === undefined ? [] : [['agentid', String(request.agentId)] as [string, string]]),
  ]
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${openBaseUrl.replace(/\/+$/, '')}/connect/oauth2/authorize?${query}#wechat_redirect`
}
