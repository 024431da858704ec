// The editor's page.
import { wire } from "./sheet/acts.js";
import { Dialogs } from "./sheet/dialogs.js";
import { listen } from "./sheet/keys.js";
import { EDITOR } from "./sheet/letters.js";
import { guard } from "./sheet/leaving.js";
import { Doubts } from "./sheet/doubts.js";
import { Help } from "./sheet/help.js";
import { Replacing } from "./sheet/replacing.js";
import { Side } from "./sheet/side.js";
import { Sheet } from "./sheet/sheet.js";
import { Wording } from "./sheet/wording.js";
import { Terming } from "./sheet/terming.js";

const sheet = new Sheet(document.getElementById("sheet"));
sheet.dialogs = new Dialogs(sheet);
sheet.doubts = new Doubts(sheet.element);
sheet.wording = new Wording(sheet);
sheet.terming = new Terming(sheet);
sheet.replacing = new Replacing(sheet);
sheet.side = new Side(sheet);
sheet.help = new Help(sheet);
wire(sheet);
listen(sheet, EDITOR);
guard(sheet);
sheet.recall();
sheet.element.addEventListener("focusin", (event) => { sheet.last = sheet.row(event.target) ?? sheet.last; });
document.body.addEventListener("htmx:afterSwap", () => sheet.read());
