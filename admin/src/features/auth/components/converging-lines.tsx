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
            <path d={`M104 ${y} C 240 ${y}, 270 150, 430 150`} className={css.line} style={{ animationDelay: `${index * 0.12}s` }} />
            <circle cx="104" cy={y} r="4" className={css.dot} />
            <text x="88" y={y + 5} className={css.text}>
              {name}
            </text>
          </g>
        )
      })}
      <circle cx="452" cy="150" r="52" className={css.halo} />
      <circle cx="452" cy="150" r="24" className={css.person} />
      <path d="M452 143a7 7 0 1 0 0-.01M440 164c1.500-8 6-11 12-11s10.500 3 12 11" className={css.face} />
    </svg>
  )
}
