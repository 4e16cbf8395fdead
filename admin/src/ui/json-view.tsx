import css from './json-view.module.css'

/** Structured data as indented JSON, keys and values told apart. */
export function JsonView({ value, maxHeight = 360 }: { value: unknown; maxHeight?: number }) {
  const text = JSON.stringify(value, null, 2) ?? 'null'
  return (
    <pre className={css.json} style={{ maxHeight }} tabIndex={0}>
      {text.split('\n').map((line, index) => {
        const match = /^(\s*)("(?:[^"\\]|\\.)*")(: )(.*)$/.exec(line)
        return (
          <div key={index}>
            {match ? (
              <>
                {match[1]}
                <span className={css.key}>{match[2]}</span>
                {match[3]}
                <span className={css.value}>{match[4]}</span>
              </>
            ) : (
              line
            )}
          </div>
        )
      })}
    </pre>
  )
}
