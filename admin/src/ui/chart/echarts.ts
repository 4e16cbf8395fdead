import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { color, seriesColors } from '../palette'

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

const axis = {
  axisLine: { lineStyle: { color: '#d6d3ca' } },
  axisTick: { show: false },
  axisLabel: { color: color.inkSoft, fontSize: 12 },
  splitLine: { lineStyle: { color: '#efede6' } },
}

echarts.registerTheme('guiyi', {
  color: [...seriesColors],
  textStyle: { fontFamily: 'inherit', color: color.inkSoft },
  categoryAxis: { ...axis, splitLine: { show: false } },
  valueAxis: { ...axis, axisLine: { show: false } },
  timeAxis: { ...axis, splitLine: { show: false } },
  legend: { textStyle: { color: color.inkSoft, fontSize: 12 }, itemWidth: 12, itemHeight: 8, itemGap: 16 },
  tooltip: {
    backgroundColor: '#ffffff',
    borderColor: color.line,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: color.ink, fontSize: 12 },
    extraCssText: 'box-shadow: 0 6px 20px rgba(29,35,33,.12); border-radius: 8px;',
  },
})

export { echarts }
