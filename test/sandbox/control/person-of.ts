import type { FastifyRequest } from 'fastify'
import type { Kernel } from '../kernel/kernel'
import type { Person } from '../people/people'
import { notFound } from './control-error'
import { pathParam } from './input'

/** Whom the path names. Whoever acts is known by name from then on, also one of the crowd. */
export function personOf(kernel: Kernel, request: FastifyRequest): Person {
  const person = personNamed(kernel, pathParam(request, 'id'))
  return request.method === 'POST' ? kernel.people.keep(person) : person
}

/** @throws NOT_FOUND */
export function personNamed(kernel: Kernel, id: string): Person {
  const person = kernel.people.find(id)
  if (person === undefined) throw notFound('用户')
  return person
}
