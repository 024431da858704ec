// What every page of the desk loads. Each module finds its own elements, in the page and in what htmx brings later.
import { tellZone } from "./zone.js";
import { closeMenus } from "./menu.js";
import { openDialogs } from "./dialog.js";
import { dismissNotices } from "./notice.js";
import { copyOnClick } from "./copy.js";
import { dropFiles } from "./drop.js";
import { switchTheme } from "./theme.js";
import { askOnce } from "./busy.js";
import { jumpToSearch } from "./search.js";
import { submitOnChange } from "./filters.js";
import { ringBell } from "./bell.js";
import { completeMentions } from "./mentions.js";

for (const begin of [
  tellZone, closeMenus, openDialogs, dismissNotices, copyOnClick, dropFiles, switchTheme, askOnce, jumpToSearch, submitOnChange, ringBell, completeMentions,
]) begin(document);
