/** Three lines that become one: the product's mark. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="7" fill="var(--pine)" />
      <path
        d="M7 9.5c4.5 0 6 2.2 7.4 5.2M7 22.5c4.5 0 6-2.2 7.4-5.2M7 16h18"
        fill="none"
        stroke="#f7f5f0"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <circle cx="25" cy="16" r="3" fill="#e0a458" />
    </svg>
  )
}
