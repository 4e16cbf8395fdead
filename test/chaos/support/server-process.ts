/** The real server; ends with the program that started it, even when that is killed. */
import '../../../server/src/main'

process.on('disconnect', () => process.exit(1))
