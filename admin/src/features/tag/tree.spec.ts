import { groupTree } from './tree'

describe('groupTree', () => {
  const groups = [
    { id: 1, name: '价值', parentId: null },
    { id: 2, name: '兴趣', parentId: null },
    { id: 3, name: '消费', parentId: 1 },
  ]

  it('puts folders behind the one they are in and counts downwards', () => {
    const tree = groupTree(groups, [{ groupId: 3 }, { groupId: 3 }, { groupId: 1 }, { groupId: null }])
    expect(tree.map(({ group, depth, count }) => [group.name, depth, count])).toEqual([
      ['价值', 0, 3],
      ['消费', 1, 2],
      ['兴趣', 0, 0],
    ])
  })
})
