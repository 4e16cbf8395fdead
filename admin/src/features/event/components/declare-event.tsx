import { useQuery } from '@tanstack/react-query'
import { usePutMapping, useReplay, type MappingStep, type Suggestion, type Target } from '../api/quarantine'
import { trackingPlanQuery } from '../api/tracking-plan'
import { EventForm } from './event-form'

interface Props {
  /** Who sends it under which name. */
  target: Target & { sourceName: string }
  suggestion: Suggestion
  onClose: () => void
  /** Told the job that replays what is held. */
  onJob: (jobId: number) => void
}

/** Declares what the samples bring, maps what has to be called differently, and replays. */
export function DeclareEvent({ target, suggestion, onClose, onJob }: Props) {
  const plan = useQuery(trackingPlanQuery)
  const put = usePutMapping()
  const replay = useReplay()
  const { known, name, label, properties, renamed } = suggestion
  const sent: Target = { sourceId: target.sourceId, event: target.event }
  const event = known ? (plan.data?.find((one) => one.name === name) ?? null) : null
  const letThrough = async (declared: string) => {
    const steps: MappingStep[] = [
      ...(declared === sent.event ? [] : [{ do: 'rename-event' as const, to: declared }]),
      ...renamed.map(({ from, to }) => ({ do: 'rename' as const, property: from, to })),
    ]
    const { jobId } =
      steps.length > 0 ? await put.mutateAsync({ ...sent, steps, replay: true }) : await replay.mutateAsync(sent)
    if (jobId !== null) onJob(jobId)
  }
  if (known && !event) return null
  const draft = { name, label, properties, ...(known ? {} : { senders: [target.sourceName] }) }
  return <EventForm open event={event} draft={draft} onClose={onClose} onSaved={letThrough} />
}
