export { ActorContext } from './actor'
export type { Actor, ConsumerActor, StaffActor, SystemActor } from './actor'
