export { CATALOGUE } from './catalogue';
export type * from './catalogue-types';
export { buildMarket } from './market';
export type * from './market-types';
export { orderCsv } from './orders';
