import type { ThemeConfig } from 'antd'
import { color } from '../ui/palette'

const sans =
  '"Inter", "PingFang SC", "HarmonyOS Sans SC", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif'

/** Ink on paper, pine green for action, cinnabar for danger: calm enough to work in for a whole day. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: color.pine,
    colorInfo: color.indigo,
    colorSuccess: color.leaf,
    colorWarning: color.amber,
    colorError: color.cinnabar,
    colorPrimaryBg: color.pineTint,
    colorInfoBg: color.indigoTint,
    colorInfoBorder: '#c9d7e6',
    colorSuccessBg: color.leafTint,
    colorSuccessBorder: '#c5dec8',
    colorWarningBg: color.amberTint,
    colorWarningBorder: '#ecd9a8',
    colorErrorBg: color.cinnabarTint,
    colorErrorBorder: '#edc9be',
    colorLink: color.pine,
    colorLinkHover: color.pineBright,
    colorTextBase: color.ink,
    colorBgLayout: color.paper,
    colorBorder: '#d6d3ca',
    colorBorderSecondary: color.line,
    fontFamily: sans,
    fontSize: 14,
    borderRadius: 6,
    borderRadiusLG: 8,
    controlHeight: 34,
    wireframe: false,
    boxShadow: '0 6px 24px rgba(29, 35, 33, 0.10)',
    boxShadowSecondary: '0 8px 28px rgba(29, 35, 33, 0.14)',
  },
  components: {
    Table: {
      headerBg: '#faf9f5',
      headerColor: color.inkSoft,
      headerSplitColor: 'transparent',
      rowHoverBg: '#f6f8f5',
      cellPaddingBlockMD: 10,
      cellPaddingInlineMD: 14,
    },
    Card: { headerFontSize: 15, headerHeight: 48, bodyPadding: 20 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Tabs: { horizontalItemPadding: '10px 2px', titleFontSize: 14 },
    Form: { verticalLabelPadding: '0 0 6px', itemMarginBottom: 20 },
    Descriptions: { itemPaddingBottom: 12 },
    Menu: { itemHeight: 36 },
    Segmented: { itemSelectedColor: color.pine },
  },
}

/** The sidebar is used with a thumb: taller controls, larger text. */
export const sidebarTheme: ThemeConfig = {
  ...theme,
  token: { ...theme.token, controlHeight: 38, fontSize: 14, borderRadius: 8 },
}
