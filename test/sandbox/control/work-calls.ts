import type { ControlCalls } from './control-call'

/** What the control calls of WeCom's members, groups and console do, for the document. */
export const WORK_CALLS: ControlCalls = {
  'GET /work/members': { about: '企业微信成员' },
  'PUT /work/members/:userid': {
    about: '管理员新增或修改成员（change_contact）',
    body: { name: '宋雨', title: '店长', departments: [1] },
  },
  'DELETE /work/members/:userid': { about: '成员离职（delete_user），客户成为待分配' },
  'GET /work/members/:userid/contacts': { about: '成员的客户，最近的在最后', query: { limit: '500' } },
  'POST /work/members/:userid/customers/:personId': {
    about: '成员在客户端修改备注或标签（edit_external_contact）',
    body: { remark: '老会员', tagIds: ['et…'] },
  },
  'POST /work/members/:userid/customers/:personId/confirm': { about: '成员通过添加申请（add_half 之后的 add）' },
  'POST /work/departments': { about: '管理员新建部门（create_party）', body: { name: '华东门店', parentId: 1 } },
  'PUT /work/departments/:id': { about: '部门改名（update_party）', body: { name: '华东区' } },
  'DELETE /work/departments/:id': { about: '删除没有成员的部门（delete_party）' },
  'GET /work/members/:userid/tasks': { about: '成员的群发任务' },
  'POST /work/tasks/:msgid/confirm': {
    about: '成员确认发送群发任务；允许挑选时可只发给 receivers 中的人',
    body: { userid: 'linxiaoyu', receivers: ['p1'] },
  },
  'GET /work/members/:userid/messages': { about: '成员收到的应用消息' },
  'POST /work/members/:userid/messages/:msgid/tap': {
    about: '点模板卡片的按钮（template_card_event）',
    body: { key: 'follow' },
  },
  'POST /work/members/:userid/app-event': {
    about: '成员在应用里的事件：enter_agent、subscribe、unsubscribe、click、view、location',
    body: { event: 'click', eventKey: 'menu-1' },
  },
  'POST /work/members/:userid/app-text': { about: '成员给应用发文字', body: { text: '你好' } },
  'POST /work/members/:userid/oauth-code': {
    about: '成员打开侧边栏的 code；privateInfo 表示同意给出敏感信息',
    body: { privateInfo: false },
  },
  'GET /work/members/:userid/moments': { about: '成员的朋友圈任务' },
  'POST /work/moments/:momentId/publish': { about: '成员发表朋友圈', body: { userid: 'linxiaoyu' } },
  'GET /people/:id/moments': { about: '用户看到的成员朋友圈' },
  'POST /people/:id/react': {
    about: '点赞；带 text 是评论',
    body: { momentId: 'mom…', userid: 'linxiaoyu', text: '好看' },
  },
  'GET /work/members/:userid/groups': { about: '成员是群主的客户群' },
  'POST /work/groups': { about: '建客户群', body: { owner: 'linxiaoyu', name: '茶友群', people: ['p1'] } },
  'PUT /work/groups/:chatId': { about: '改群名、公告、群主', body: { name: '新茶群', owner: 'zhouziqi' } },
  'DELETE /work/groups/:chatId': { about: '解散客户群' },
  'POST /work/groups/:chatId/join': { about: '进群；invitedBy 表示被成员邀请', body: { personId: 'p1' } },
  'POST /work/groups/:chatId/leave': { about: '退群；removed 表示被移出', body: { personId: 'p1', removed: true } },
  'GET /join-ways': { about: '进群方式' },
  'POST /people/:id/join-group': { about: '扫进群码', body: { configId: '…' } },
  'GET /work/members/:userid/transfers': { about: '成员给出和接手的客户' },
  'POST /people/:id/refuse-transfer': { about: '客户拒绝换人服务' },
  'GET /acquisition-links': { about: '获客链接' },
  'POST /acquisition-links/:linkId/withdraw': {
    about: '管理员删除获客链接；unavailable 表示链接失效',
    body: { unavailable: true },
  },
  'POST /people/:id/open-link': { about: '打开获客链接并添加成员', body: { linkId: '…', channel: 'xhs' } },
  'POST /people/:id/write-member': { about: '客户给成员发消息', body: { userid: 'linxiaoyu', text: '在吗' } },
  'POST /work/tags': { about: '管理员新建企业标签（change_external_tag）', body: { group: '来源', name: '展会' } },
  'PUT /work/tags/:id': { about: '管理员修改标签或标签组', body: { name: '线下' } },
  'DELETE /work/tags/:id': { about: '管理员删除标签或标签组' },
  'GET /work/settings': { about: '企业的设置' },
  'PUT /work/settings': {
    about: '可信 IP、群发规则（month、week、day）、是否绑定开发者 ID、获客额度',
    body: { trustedIps: [], receiverRule: 'month', unionidBound: true, acquisitionBalance: 100 },
  },
}
