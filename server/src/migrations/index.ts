/** Every migration, oldest first. A landed one is never edited. */
export const migrations = []
