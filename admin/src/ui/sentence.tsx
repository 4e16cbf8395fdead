import css from './sentence.module.css'

/**
 * A rule told in Chinese. Names in 「」 and numbers stand out, so that the sentence can be checked at a glance.
 * Line breaks in the text are kept.
 */
export function Sentence({ text, quiet = false }: { text: string; quiet?: boolean }) {
  const parts = text.split(/(「[^」]*」|[¥]?\d[\d,.]*%?)/)
  return (
    <p className={`${css.sentence} ${quiet ? css.quiet : ''}`}>
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : part.startsWith('「') ? (
          <em key={index} className={css.name}>
            {part.slice(1, -1)}
          </em>
        ) : (
          <b key={index} className={css.number}>
            {part}
          </b>
        ),
      )}
    </p>
  )
}
