import { elements } from '@/platform'
import { classes } from './classes'
import './skeleton.scss'

type Bone = 'title' | 'line' | 'short' | 'picture' | 'ticket' | 'card' | 'row'

/** The shape of what is coming, while it is coming. */
export function Skeleton({ bones, bare = false }: { bones: readonly Bone[]; bare?: boolean }) {
  const { Box } = elements
  return (
    <Box className={classes('gy-skeleton', bare && 'gy-skeleton--bare')} label="正在加载">
      {bones.map((bone, index) => (
        <Box key={index} className={`gy-skeleton__bone gy-skeleton__bone--${bone}`} />
      ))}
    </Box>
  )
}
