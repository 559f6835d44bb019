import { one } from "./dom";

const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
const WORDS = { auto: "as the system has it", light: "light", dark: "dark" };

type Theme = keyof typeof NEXT;

/** The switch between the system's colours, light and dark ones. */
export class Themes {
  private readonly button = one("#theme-button");
  private readonly listeners: (() => void)[] = [];

  constructor() {
    this.button.addEventListener("click", () => this.set(NEXT[this.theme]));
    this.set(this.theme);
  }

  get theme(): Theme {
    const found = document.documentElement.dataset["theme"];
    return found === "light" || found === "dark" ? found : "auto";
  }

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  set(theme: Theme): void {
    document.documentElement.dataset["theme"] = theme;
    this.button.setAttribute("aria-label", `Colours: ${WORDS[theme]}`);
    this.button.title = `Colours: ${WORDS[theme]}`;
    for (const listener of this.listeners) {
      listener();
    }
  }
}
