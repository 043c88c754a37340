export { exceptionNames } from "./exception-messages.ts";
