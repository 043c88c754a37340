import { Menu as Base } from "@base-ui/react/menu";
import { cx } from "../cx.ts";
import type { MenuItem, MenuProps } from "../menu.tsx";
import { optionClass } from "../option.ts";

/** See ui/menu.tsx. `pressed`: its button was pressed before the menu was here. */
export function Menu({ trigger, groups, align = "end", heading, pressed }: MenuProps & { readonly pressed: boolean }) {
  return (
    <Base.Root defaultOpen={pressed}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-40 outline-none">
          <Base.Popup className="popup max-h-(--available-height) min-w-56 max-w-[calc(100vw-2rem)] overflow-y-auto p-1">
            {heading === undefined ? null : <p className="px-3 pt-2 pb-1 text-sm text-muted">{heading}</p>}
            {groups.map((items, position) => (
              <Base.Group
                key={items.map((item) => item.label).join()}
                className={cx(position > 0 && "mt-1 border-t border-line pt-1")}
              >
                {items.map((item) => (
                  <Item key={item.label} item={item} />
                ))}
              </Base.Group>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({ item }: { readonly item: MenuItem }) {
  const { icon: Icon, label, onSelect, danger = false, disabled = false } = item;
  return (
    <Base.Item disabled={disabled} onClick={onSelect} className={cx(optionClass, danger && "text-negative")}>
      {Icon === undefined ? null : <Icon aria-hidden className={cx("size-5 shrink-0", !danger && "text-muted")} />}
      {label}
    </Base.Item>
  );
}
