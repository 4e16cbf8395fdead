import css from './converging-lines.module.css'

const touchpoints = ['公众号', '小程序', '企业微信', '订单', '门店', '表单']

/** The product in one picture: touchpoints on the left run together into one person. */
export function ConvergingLines() {
  return (
    <svg viewBox="0 0 560 300" className={css.picture} aria-hidden="true">
      {touchpoints.map((name, index) => {
        const y = 28 + index * 49
        return (
          <g key={name}>
            <path
              d={`M104 ${y} C 240 ${y}, 270 150, 430 150`}
              className={css.line}
              style={{ animationDelay: `${index * 0.12}s` }}
            />
            <circle cx="104" cy={y} r="4" className={css.dot} />
            <text x="88" y={y + 5} className={css.text}>
              {name}
            </text>
          </g>
        )
      })}
      <circle cx="452" cy="150" r="52" className={css.halo} />
      <circle cx="452" cy="150" r="24" className={css.person} />
      <circle cx="452" cy="144" r="6.5" className={css.face} />
      <path d="M440 163c1-7 6-10 12-10s11 3 12 10" className={css.face} />
    </svg>
  )
}
