/* global document -- this runs in a browser */
import { get } from './api.js'
import { showJournal } from './journal.js'
import { showMembers } from './members.js'
import { showPeople } from './people.js'
import { showPhone } from './phone.js'
import { change } from './state.js'
import { showStrip } from './strip.js'

const part = (id) => document.querySelector(`#${id}`)

/** Repeats a refresh for ever; a failed round (the sandbox restarting) is simply followed by the next. */
function keep(refresh, milliseconds) {
  const round = async () => {
    try {
      if (!document.hidden) await refresh()
    } catch (error) {
      console.warn(error)
    }
    setTimeout(round, milliseconds)
  }
  void round()
}

change({ accounts: await get('accounts') })
const strip = showStrip(part('strip'))
await strip()
const people = showPeople(part('people'))
await people()
keep(strip, 1000)
keep(people, 4000)
keep(showPhone(part('phone-holder')), 1200)
keep(showMembers(part('members')), 2000)
keep(showJournal(part('journal')), 1500)
