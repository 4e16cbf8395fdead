import { Button, Image, Input, Picker, ScrollView, Text, Textarea, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Elements, PhoneButtonProps } from './types'

/** WeChat answers `errno` 1400001 when the account's phone quota is used up (no panel was shown). */
const PHONE_QUOTA_ERRNO = 1400001

interface PhoneDetail {
  code?: string
  errMsg?: string
  errno?: number
}

/** Asks for the privacy consent of WeChat and the phone number in one tap (base library ≥ 2.32.3). */
function PhoneButton({ id, className, disabled, children, onCode, onFail }: PhoneButtonProps) {
  return (
    <Button
      id={id}
      className={className}
      disabled={disabled}
      openType="getPhoneNumber|agreePrivacyAuthorization"
      hoverClass="is-pressed"
      onGetPhoneNumber={(event) => {
        const detail: PhoneDetail = event.detail
        if (detail.code) onCode(detail.code)
        else onFail(detail.errno === PHONE_QUOTA_ERRNO ? 'PHONE_QUOTA_USED' : 'PHONE_DECLINED')
      }}
    >
      {children}
    </Button>
  )
}

const stay = () => undefined

export const elements: Elements = {
  Box: ({ id, className, style, children, modal, onTap }) => (
    <View
      id={id}
      className={className}
      style={style}
      {...(onTap
        ? {
            onClick: (event) => {
              event.stopPropagation()
              onTap()
            },
          }
        : {})}
      {...(modal ? { catchMove: true, ...(onTap ? {} : { onClick: (event) => event.stopPropagation() }) } : {})}
    >
      {children}
    </View>
  ),
  Span: ({ id, className, style, children }) => (
    <Text id={id} className={className} style={style}>
      {children}
    </Text>
  ),
  Picture: ({ id, className, style, src, fit, lazy, longPressMenu, onFail, onReady, onTap }) => (
    <Image
      id={id}
      className={className}
      style={style}
      src={src}
      mode={fit === 'cover' ? 'aspectFill' : fit === 'contain' ? 'aspectFit' : 'widthFix'}
      lazyLoad={lazy ?? false}
      showMenuByLongpress={longPressMenu ?? false}
      onError={onFail ?? stay}
      onLoad={onReady ?? stay}
      {...(onTap ? { onClick: onTap } : {})}
    />
  ),
  TapButton: ({ id, className, style, children, disabled, onTap }) => (
    <Button
      id={id}
      className={className}
      style={style}
      disabled={disabled}
      hoverClass="is-pressed"
      onClick={(event) => {
        event.stopPropagation()
        onTap()
      }}
    >
      {children}
    </Button>
  ),
  TextInput: ({ id, className, value, kind, placeholder, maxLength, onChange }) =>
    kind === 'paragraph' ? (
      <Textarea
        id={id}
        className={className}
        value={value}
        placeholder={placeholder}
        placeholderClass="gy-placeholder"
        maxlength={maxLength ?? 500}
        autoHeight
        onInput={(event) => onChange(event.detail.value)}
      />
    ) : (
      <Input
        id={id}
        className={className}
        value={value}
        type={kind === 'number' ? 'digit' : 'text'}
        placeholder={placeholder}
        placeholderClass="gy-placeholder"
        maxlength={maxLength ?? 140}
        onInput={(event) => onChange(event.detail.value)}
      />
    ),
  DateInput: ({ id, className, value, min, max, placeholder, onChange }) => (
    <Picker
      mode="date"
      value={value || max || ''}
      {...(min ? { start: min } : {})}
      {...(max ? { end: max } : {})}
      onChange={(event) => onChange(event.detail.value)}
    >
      <View id={id} className={className}>
        {value ? <Text>{value}</Text> : <Text className="gy-placeholder">{placeholder}</Text>}
      </View>
    </Picker>
  ),
  RowScroll: ({ id, className, children }) => (
    <ScrollView id={id} className={className} scrollX enhanced showScrollbar={false}>
      {children}
    </ScrollView>
  ),
  Link: ({ id, className, children, href }) => (
    <View id={id} className={className} onClick={() => void Taro.setClipboardData({ data: href })}>
      {children}
    </View>
  ),
  PhoneButton,
  ShareButton: ({ id, className, children }) => (
    <Button id={id} className={className} openType="share" hoverClass="is-pressed">
      {children}
    </Button>
  ),
  TabBar: () => null,
  drawsNavigationBar: false,
}
