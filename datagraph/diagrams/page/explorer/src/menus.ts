/** Buttons that open what they control, one at a time; a press elsewhere or Escape closes it. */
export function startMenus(): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("button[aria-controls]")];
  const controlled = (button: HTMLElement): HTMLElement | null =>
    document.getElementById(button.getAttribute("aria-controls") ?? "");
  const set = (button: HTMLElement, isOpen: boolean): void => {
    const menu = controlled(button);
    button.setAttribute("aria-expanded", String(isOpen));
    if (menu) {
      menu.hidden = !isOpen;
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      for (const it of buttons) {
        set(it, it === button && !isOpen);
      }
    });
    controlled(button)?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        set(button, false);
        button.focus();
      }
    });
  }
  document.addEventListener("pointerdown", ({ target }) => {
    for (const button of buttons) {
      const menu = controlled(button);
      // The outline stays beside the picture until it is put away.
      if (target instanceof Node && !menu?.contains(target) && !button.contains(target) && menu?.id !== "outline") {
        set(button, false);
      }
    }
  });
}
