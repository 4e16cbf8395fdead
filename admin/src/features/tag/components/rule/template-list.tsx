import { Button } from 'antd'
import css from './rule-form.module.css'
import { TEMPLATES, type Template } from './templates'

/** Ready-made tags: one click fills in everything. */
export function TemplateList({ onPick }: { onPick: (template: Template) => void }) {
  return (
    <div className={css.templates} role="group" aria-label="从模板开始">
      <span className="small muted">从模板开始：</span>
      {TEMPLATES.map((template) => (
        <Button key={template.name} size="small" title={template.description} onClick={() => onPick(template)}>
          {template.name}
        </Button>
      ))}
    </div>
  )
}
