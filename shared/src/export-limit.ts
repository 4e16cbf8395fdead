/** So many people may be taken out without anybody's approval, masked; more go by a segment or an audience and its approved export. */
export const PEOPLE_WITHOUT_APPROVAL = 1000
