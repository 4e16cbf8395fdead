import { writtenParams } from './written-params'

describe('values written into a statement', () => {
  it('stand where they are named, as constants of the declared type', () => {
    expect(writtenParams('SELECT {a:String}, {n:UInt64}, {f:Float64}, {a:String}', { a: '归一', n: 7, f: -0.5 })).toBe(
      "SELECT '归一', CAST('7', 'UInt64'), CAST('-0.5', 'Float64'), '归一'",
    )
    expect(writtenParams('{u:Array(UInt64)} {s:Array(String)}', { u: [1, 2n], s: ['a', 'b'] })).toBe(
      "CAST('[1,2]', 'Array(UInt64)') CAST('[\\'a\\',\\'b\\']', 'Array(String)')",
    )
    expect(writtenParams('{cuts:Array(Array(Float64))}', { cuts: [[1, 2.5], []] })).toBe(
      "CAST('[[1,2.5],[]]', 'Array(Array(Float64))')",
    )
    expect(writtenParams('{x:Float64} {y:Float64}', { x: Number.NaN, y: -Infinity })).toBe(
      "CAST('nan', 'Float64') CAST('-inf', 'Float64')",
    )
  })

  it('never leave the literal they stand in', () => {
    expect(writtenParams('{a:String}', { a: "'; DROP TABLE event; --" })).toBe("'\\'; DROP TABLE event; --'")
    expect(writtenParams('{a:String}', { a: "\\'" })).toBe("'\\\\\\''")
    expect(writtenParams('{a:String}', { a: 'x\0y' })).toBe("'x\\0y'")
    expect(writtenParams('{a:Array(String)}', { a: ["\\'"] })).toBe("CAST('[\\'\\\\\\\\\\\\\\'\\']', 'Array(String)')")
  })

  it('are not looked into for places', () => {
    expect(writtenParams('{a:String}', { a: '{b:String}', b: 'x' })).toBe("'{b:String}'")
  })

  it.each([
    ['a missing value', '{a:String}', {}],
    ['a text for a number', '{a:UInt64}', { a: '1) OR (1' }],
    ['a broken number', '{a:UInt32}', { a: 1.5 }],
    ['a list for a text', '{a:String}', { a: ['x'] }],
    ['a text for a list', '{a:Array(UInt64)}', { a: '1' }],
    ['a list with something else in it', '{a:Array(UInt64)}', { a: [1, '2]'] }],
    ['nothing', '{a:Float64}', { a: null }],
    ['a type that is not known here', '{a:Identifier}', { a: 'event' }],
  ])('refuse %s without telling it', (_, sql, params) => {
    expect(() => writtenParams(sql, params)).toThrow(/^the value of a is no /)
  })
})
