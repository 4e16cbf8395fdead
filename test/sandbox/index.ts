export { loadDemoAccounts, type DemoAccounts } from './accounts'
export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox'
