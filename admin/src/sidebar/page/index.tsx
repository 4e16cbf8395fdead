import { EmptyState } from '../../ui/states'

/** What a sales sees beside a chat. */
export function SidebarPage() {
  return <EmptyState title="请在企业微信的客户聊天中打开" description="打开与客户的聊天，再从侧边栏进入归一" />
}
