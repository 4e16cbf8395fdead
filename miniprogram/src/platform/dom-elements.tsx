import type { Elements } from './types'

const tidy = (...names: (string | undefined)[]) => names.filter(Boolean).join(' ')

/** The elements that plain HTML can draw; shared by the browser and by unit tests. */
export const domElements: Omit<Elements, 'PhoneButton' | 'ShareButton' | 'TabBar' | 'drawsNavigationBar'> = {
  Box: ({ id, className, style, children, label, role, selected, modal, onTap }) => (
    <div
      id={id}
      className={className}
      style={style}
      role={role}
      aria-label={label}
      aria-modal={role === 'dialog' ? true : undefined}
      aria-selected={role === 'tab' ? selected : undefined}
      aria-checked={role === 'checkbox' || role === 'radio' ? (selected ?? false) : undefined}
      tabIndex={onTap && role ? 0 : undefined}
      onClick={
        onTap || modal
          ? (event) => {
              event.stopPropagation()
              onTap?.()
            }
          : undefined
      }
      onKeyDown={
        onTap && role
          ? (event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              onTap()
            }
          : undefined
      }
    >
      {children}
    </div>
  ),
  Span: ({ id, className, style, children }) => (
    <span id={id} className={className} style={style}>
      {children}
    </span>
  ),
  Picture: ({ id, className, style, src, fit, lazy, label, onFail, onReady, onTap }) => (
    <img
      id={id}
      className={tidy(className, `gy-picture--${fit}`)}
      style={style}
      src={src}
      alt={label ?? ''}
      loading={lazy ? 'lazy' : 'eager'}
      onError={onFail}
      onLoad={onReady}
      onClick={onTap}
    />
  ),
  TapButton: ({ id, className, style, children, label, disabled, onTap }) => (
    <button
      type="button"
      id={id}
      className={className}
      style={style}
      aria-label={label}
      disabled={disabled}
      onClick={(event) => {
        event.stopPropagation()
        onTap()
      }}
    >
      {children}
    </button>
  ),
  TextInput: ({ id, className, value, kind, label, placeholder, maxLength, onChange }) =>
    kind === 'paragraph' ? (
      <textarea
        id={id}
        className={className}
        value={value}
        rows={4}
        aria-label={label}
        placeholder={placeholder}
        maxLength={maxLength}
        onChange={(event) => onChange(event.target.value)}
      />
    ) : (
      <input
        id={id}
        className={className}
        value={value}
        type="text"
        inputMode={kind === 'number' ? 'decimal' : 'text'}
        aria-label={label}
        placeholder={placeholder}
        maxLength={maxLength}
        onChange={(event) => onChange(event.target.value)}
      />
    ),
  // The browser writes dates its own way (mm/dd/yyyy); the native field lies unseen over our wording and opens its calendar on a tap.
  DateInput: ({ id, className, value, min, max, label, placeholder, onChange }) => (
    <div className={tidy(className, 'gy-date')}>
      <span className={value ? undefined : 'gy-placeholder'}>
        {value ? value.replace(/^(\d+)-(\d+)-(\d+)$/, '$1 年 $2 月 $3 日') : placeholder}
      </span>
      <input
        id={id}
        className="gy-date__native"
        type="date"
        value={value}
        min={min}
        max={max}
        aria-label={label}
        onClick={(event) => event.currentTarget.showPicker?.()}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  ),
  RowScroll: ({ id, className, children }) => (
    <div id={id} className={tidy(className, 'gy-row-scroll')}>
      {children}
    </div>
  ),
  Link: ({ id, className, children, href }) => (
    <a id={id} className={className} href={href}>
      {children}
    </a>
  ),
}
