import type { FeatureRoute } from './feature-route'

const modules = import.meta.glob<{ routes: FeatureRoute[] }>('../features/*/routes.tsx', { eager: true })

/** Every screen of every feature; a feature joins by having a `routes.tsx`. */
export const featureRoutes: readonly FeatureRoute[] = Object.values(modules).flatMap((module) => module.routes)
