import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

export const groupCases = (_world: World): ContractCases => ({})
