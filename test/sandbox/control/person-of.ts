import type { FastifyRequest } from 'fastify'
import type { Kernel } from '../kernel/kernel'
import type { Person } from '../people/people'
import { notFound } from './control-error'
import { pathParam } from './input'

/** Whom the path names. Whoever acts is known by name from then on, also one of the crowd. */
export function personOf(kernel: Kernel, request: FastifyRequest): Person {
  const person = kernel.people.find(pathParam(request, 'id'))
  if (person === undefined) throw notFound('用户')
  return request.method === 'POST' ? kernel.people.keep(person) : person
}
