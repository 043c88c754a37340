export { ChooseCustomer, type ChosenCustomer } from "./choose-customer.tsx";
export { useCustomerName } from "./customer-name.ts";
