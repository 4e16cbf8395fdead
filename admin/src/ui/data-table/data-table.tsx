import { DownloadOutlined } from '@ant-design/icons'
import { Button, Pagination, Table, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { href } from '../../lib/api'
import { atLeast, formatCount } from '../../lib/format'
import type { Page } from '../../lib/page'
import { EmptyState, ErrorState, LoadingState } from '../states'
import css from './data-table.module.css'
import type { ListState } from './use-list'

export type Column<Row> = Omit<TableColumnType<Row>, 'sorter' | 'sortOrder'> & {
  /** Name that the server sorts by; makes the heading clickable. */
  sort?: string
}

interface Props<Row extends object, F extends string> {
  list: ListState<F>
  /** The result of `useQuery` for `list.query`. */
  result: { data: Page<Row> | undefined; error: unknown; isPlaceholderData: boolean; refetch: () => unknown }
  columns: Column<Row>[]
  rowKey: keyof Row & string
  /** Name of the table for screen readers and tests. */
  label: string
  /** Filters on the left of the bar above the table. */
  toolbar?: ReactNode
  /** Buttons on the right of that bar. */
  extra?: ReactNode
  /** GET address that streams the same list as a file; sort and filters are appended. */
  exportPath?: string
  empty?: ReactNode
  onRow?: (row: Row) => void
  /** Unit in 「共 N …」. */
  unit?: string
  selection?: { keys: string[]; onChange: (keys: string[], rows: Row[]) => void }
  expandable?: (row: Row) => ReactNode
}

/** A server-side table: paging, sorting and filters in the address; loading, empty, error and export included. */
export function DataTable<Row extends object, F extends string>(props: Props<Row, F>) {
  const {
    list,
    result,
    columns,
    rowKey,
    label,
    toolbar,
    extra,
    exportPath,
    empty,
    onRow,
    unit = '条',
    selection,
  } = props
  const { page, pageSize, sort, ...filters } = list.query
  const bar = toolbar || extra || exportPath
  return (
    <div className={css.frame}>
      {bar && (
        <div className={css.bar}>
          <div className={css.filters}>
            {toolbar}
            {list.filtered && (
              <Button type="link" size="small" onClick={list.clear}>
                清除筛选
              </Button>
            )}
          </div>
          <div className={css.actions}>
            {extra}
            {exportPath && (
              <Button
                icon={<DownloadOutlined aria-hidden />}
                href={href(exportPath, { query: { ...filters, sort } })}
                download
              >
                导出
              </Button>
            )}
          </div>
        </div>
      )}
      {result.error && !result.data ? (
        <ErrorState error={result.error} onRetry={() => void result.refetch()} />
      ) : !result.data ? (
        <LoadingState rows={8} />
      ) : (
        <>
          <Table<Row>
            aria-label={label}
            size="medium"
            rowKey={rowKey}
            dataSource={result.data.items}
            // The old page stays, dimmed, until the new one is there; looking again in the background changes nothing.
            loading={result.isPlaceholderData && { delay: 250 }}
            pagination={false}
            scroll={{ x: 'max-content' }}
            columns={columns.map(({ sort: name, ...column }) => ({
              ...column,
              ...(name && {
                key: name,
                sorter: true,
                showSorterTooltip: false,
                sortOrder: sort === name ? ('ascend' as const) : sort === `-${name}` ? ('descend' as const) : null,
              }),
            }))}
            onChange={(_pagination, _filters, sorter, { action }) => {
              if (action !== 'sort' || Array.isArray(sorter)) return
              list.setSort(
                sorter.order ? `${sorter.order === 'descend' ? '-' : ''}${String(sorter.columnKey)}` : undefined,
              )
            }}
            onRow={
              onRow &&
              ((row) => ({
                className: css.clickable,
                tabIndex: 0,
                onClick: () => onRow(row),
                onKeyDown: (event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) onRow(row)
                },
              }))
            }
            rowSelection={
              selection && {
                selectedRowKeys: selection.keys,
                onChange: (keys, rows) => selection.onChange(keys.map(String), rows),
              }
            }
            expandable={props.expandable && { expandedRowRender: props.expandable }}
            locale={{
              emptyText: list.filtered ? (
                <EmptyState title="没有符合条件的结果" action={<Button onClick={list.clear}>清除筛选</Button>} />
              ) : (
                (empty ?? <EmptyState />)
              ),
            }}
          />
          {result.data.total > 0 && (
            <div className={css.foot}>
              <span className={css.total}>
                共 <b>{result.data.totalIsCapped ? atLeast(result.data.total) : formatCount(result.data.total)}</b>{' '}
                {unit}
              </span>
              <Pagination
                current={page}
                pageSize={pageSize}
                total={result.data.total}
                showSizeChanger={result.data.total > 20}
                pageSizeOptions={[20, 50, 100, 200]}
                hideOnSinglePage={result.data.total <= 20}
                onChange={list.setPage}
                size="small"
              />
            </div>
          )}
        </>
      )}
    </div>
  )
}
