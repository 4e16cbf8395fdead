import { parseHtml } from './parse-html'
import type { RichNode } from './parse-html'

/** `p[text strong[text]]`, to compare shapes at a glance. */
const shape = (nodes: RichNode[]): string =>
  nodes
    .map((node) =>
      'text' in node ? `'${node.text}'` : node.tag + (node.children.length > 0 ? `[${shape(node.children)}]` : ''),
    )
    .join(' ')

describe('parseHtml', () => {
  it('keeps the elements of an article', () => {
    expect(shape(parseHtml('<h2>一</h2><p>甲<strong>乙</strong></p><ul><li>丙</li></ul><hr>'))).toBe(
      "h2['一'] p['甲' strong['乙']] ul[li['丙']] hr",
    )
  })

  it('drops scripts, styles and frames with what they hold', () => {
    expect(
      shape(
        parseHtml(
          '<p>前</p><script>if (a < b) alert("<p>x</p>")</script><style>p{}</style><iframe src="x">y</iframe><p>后</p>',
        ),
      ),
    ).toBe("p['前'] p['后']")
  })

  it('looks through what it does not know, and reads a box with text as a paragraph', () => {
    expect(
      shape(parseHtml('<section style="color:red"><div>甲</div><div><p>乙</p></div></section><span>丙</span>')),
    ).toBe("p['甲'] p['乙'] '丙'")
  })

  it('takes pictures from the web and from the server only', () => {
    const nodes = parseHtml(
      '<img src="https://a.test/1.jpg" alt="茶园"><img src="/assets/2.jpg"><img src="javascript:alert(1)"><img src="//evil.test/3.jpg"><img data-src="https://a.test/4.jpg">',
    )
    expect(nodes).toEqual([
      { tag: 'img', children: [], src: 'https://a.test/1.jpg', alt: '茶园' },
      { tag: 'img', children: [], src: '/assets/2.jpg', alt: '' },
      { tag: 'img', children: [], src: 'https://a.test/4.jpg', alt: '' },
    ])
  })

  it('reads entities and survives what was never closed', () => {
    expect(shape(parseHtml('<p>1 &lt; 2 &amp;&nbsp;3&#8230;&#x4E2D;<strong>甲'))).toBe(
      "p['1 < 2 &\u00a03…中' strong['甲']]",
    )
    expect(shape(parseHtml('甲</p></div><b>乙</b> 3 < 4'))).toBe("'甲' strong['乙'] ' 3 ' '<' ' 4'")
  })
})
