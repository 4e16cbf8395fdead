/** A page of a list, as every list endpoint answers. */
export interface Page<T> {
  items: T[]
  total: number
  page: number
  pageSize: number
  /** `total` is one above a round number and more than that may fit: nobody has counted further. */
  totalIsCapped?: boolean
}
