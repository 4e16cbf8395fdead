export { causeOf } from './cause'
export { customerSegmentsQuery, type CustomerSegment } from './api'
export { SegmentWhy } from './segment-why'
