/** `npm run build`: builds shared, server, console, sidebar and the mini-program's H5, whatever of them has changed. */
import { buildChanged } from './lib/build.mjs'
import { main } from './lib/steps.mjs'

await main(() => buildChanged())
