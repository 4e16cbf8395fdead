import { useMemo } from 'react'
import { assetUrl } from '@/features/session'
import { elements } from '@/platform'
import { parseHtml } from './parse-html'
import type { RichNode } from './parse-html'
import './rich-text.scss'

/** An article's text, drawn with the app's own elements: the same on both platforms, and nothing foreign runs. */
export function RichText({ html }: { html: string }) {
  const nodes = useMemo(() => parseHtml(html), [html])
  return (
    <elements.Box className="gy-rich">
      {nodes.map((node, index) => (
        <Node key={index} node={node} />
      ))}
    </elements.Box>
  )
}

function Node({ node, ordinal }: { node: RichNode; ordinal?: number }) {
  const { Box, Span, Picture } = elements
  if ('text' in node) return <Span>{node.text}</Span>
  const within = node.children.map((child, index) => (
    <Node key={index} node={child} {...(node.tag === 'ol' ? { ordinal: ordinalAt(node.children, index) } : {})} />
  ))
  switch (node.tag) {
    case 'img':
      return (
        <Picture className="gy-rich__picture" src={assetUrl(node.src ?? '')} fit="width" label={node.alt ?? ''} lazy />
      )
    case 'br':
      return <Span>{'\n'}</Span>
    case 'hr':
      return <Box className="gy-rich__rule" />
    case 'strong':
    case 'em':
      return <Span className={`gy-rich__${node.tag}`}>{within}</Span>
    case 'li':
      return (
        <Box className="gy-rich__item">
          <Span className="gy-rich__bullet">{ordinal === undefined ? '·' : `${ordinal}.`}</Span>
          <Box className="gy-rich__item-body">{within}</Box>
        </Box>
      )
    default:
      return <Box className={`gy-rich__${node.tag}`}>{within}</Box>
  }
}

/** Blank text between the items does not count. */
const ordinalAt = (siblings: RichNode[], index: number): number =>
  siblings.slice(0, index + 1).filter((node) => 'tag' in node).length
