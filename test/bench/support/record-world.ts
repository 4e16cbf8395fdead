import type { TestDatabase } from '../../support/mariadb'

const PARTS = 10
const DAYS = 365
const DAY_SECONDS = 86_400

export interface RecordSize {
  customers: number
  /** A whole multiple of `customers` × 10, or a part of it. */
  events: number
}

/**
 * Fills an empty record with people (each known by a member number of the scope `bench`, `P0` …) and a year of their
 * events, straight into the tables and in the order in which those are kept.
 */
export async function fillRecord(
  db: TestDatabase,
  { customers, events }: RecordSize,
  say: (text: string) => void,
): Promise<void> {
  say(`filling the record: ${customers} customers, ${events} events`)
  await db.query(
    `INSERT INTO customer (id, channel, first_seen_at, last_seen_at) SELECT seq, '', NOW(3), NOW(3) FROM seq_1_to_${customers}`,
  )
  await db.query(
    `INSERT INTO identity (id, kind, scope, value_hash, value, masked, verified, source, channel, first_seen_at, last_seen_at, customer_id)
     SELECT seq, 'member_no', 'bench', SHA2(CONCAT('P', seq - 1), 256), CONCAT('P', seq - 1), CONCAT('P', seq - 1), 0, 'bench', '', NOW(3), NOW(3), seq
     FROM seq_1_to_${customers}`,
  )
  if (events === 0) return
  const restore = await withoutIndexes(db)
  const each = Math.max(1, Math.round(events / customers / PARTS))
  const people = Math.round(events / PARTS / each)
  const seconds = Math.floor((DAYS * DAY_SECONDS) / PARTS)
  for (let part = 0; part < PARTS; part += 1) {
    await db.query(
      `INSERT INTO event (id, customer_id, occurred_at, identity_id, name, channel, content_id, product_id, amount_fen, quantity, properties, dedup_hash)
       SELECT STRAIGHT_JOIN ${part * people * each} + (person.seq - 1) * ${each} + act.seq, person.seq,
         NOW(3) - INTERVAL ${(PARTS - part) * seconds} SECOND + INTERVAL ${Math.floor(seconds / each)} * (act.seq - 1) + (person.seq * 7919) MOD ${Math.floor(seconds / each)} SECOND,
         person.seq, ELT(1 + (person.seq + act.seq + ${part}) MOD 4, 'purchase', 'read_content', 'login_mini_program', 'view_product'),
         ELT(1 + person.seq MOD 5, '天猫', '京东', '小程序', '门店', '抖音'), 1 + person.seq MOD 200, 1 + act.seq MOD 300,
         1000 + (person.seq * 31) MOD 40000, 1 + act.seq MOD 3, '{"order_no":"B1"}',
         MD5(CONCAT(${part}, '-', person.seq, '-', act.seq))
       FROM seq_1_to_${people} person JOIN seq_1_to_${each} act`,
    )
    say(`  ${(part + 1) * people * each} / ${events} events`)
  }
  await restore()
  await db.query(
    "INSERT INTO id_sequence (name, next_id) VALUES ('event', ?) ON DUPLICATE KEY UPDATE next_id = VALUES(next_id)",
    [events + 1],
  )
}

interface IndexColumn {
  name: string
  column_name: string
  non_unique: number | string
}

/** Takes the events' indexes away, so that rows go in as they come, and gives what builds them anew, each in one go. */
async function withoutIndexes(db: TestDatabase): Promise<() => Promise<void>> {
  const columns = await db.query<IndexColumn>(
    `SELECT index_name AS name, column_name AS column_name, non_unique AS non_unique FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND table_name = 'event' AND index_name <> 'PRIMARY' ORDER BY index_name, seq_in_index`,
  )
  const names = [...new Set(columns.map(({ name }) => name))]
  const additions = names.map((name) => {
    const own = columns.filter((column) => column.name === name)
    const unique = Number(own[0]?.non_unique) === 0 ? 'UNIQUE ' : ''
    return `ADD ${unique}INDEX \`${name}\` (${own.map(({ column_name }) => column_name).join(', ')})`
  })
  await db.query(`ALTER TABLE event ${names.map((name) => `DROP INDEX \`${name}\``).join(', ')}`)
  return async () => {
    await db.query(`ALTER TABLE event ${additions.join(', ')}`)
  }
}

/** Articles and products 1 to `count`, for events to point at: what points at nothing goes into quarantine. */
export async function fillThings(db: TestDatabase, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  await db.query(
    `INSERT INTO article (id, title, summary, author, cover_url, body, read_minutes, product_ids, updated_at)
     VALUES ${numbers.map(() => "(?, '', '', '', '', '', 1, '[]', NOW(3))").join(', ')}`,
    numbers,
  )
  await db.query(
    `INSERT INTO product (id, sku, name, price_fen, parameters, description, image_url, updated_at)
     VALUES ${numbers.map(() => "(?, ?, '', 0, '{}', '', '', NOW(3))").join(', ')}`,
    numbers.flatMap((number) => [number, `B${number}`]),
  )
}
