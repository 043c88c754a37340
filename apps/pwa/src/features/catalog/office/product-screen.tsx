import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../../kernel/problem.ts";
import { QueryScreen } from "../../../kernel/screen/query-screen.tsx";
import { useAllowed } from "../../../kernel/session.ts";
import { Banner } from "../../../ui/banner.tsx";
import { buttonClass } from "../../../ui/button-class.ts";
import { Page } from "../../../ui/page.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { SkeletonForm } from "../../../ui/skeleton.tsx";
import { BarcodesSection } from "./barcodes-section.tsx";
import { messages } from "../messages.ts";
import { PriceHistory } from "./price-history.tsx";
import { PricesSection } from "./prices-section.tsx";
import { ProductStatus } from "./product-columns.tsx";
import { ProductEditor } from "./product-editor.tsx";
import { type Product, productQuery } from "./product-queries.ts";

/** One product's page: its facts, its barcodes, its prices. */
export function ProductScreen() {
  const { productId } = useParams({ from: "/office/products/$productId" });
  const texts = useMessages(messages);
  const query = useQuery(productQuery(productId));
  const problem = query.error === null ? null : toProblem(query.error);
  if (query.data === undefined && problem?.kind === "refused" && problem.code === "NOT_FOUND")
    return <MissingProduct />;
  return (
    <Page shape="form">
      <QueryScreen query={query} loading={<SkeletonForm fields={6} label={texts.loading} />}>
        {(product) => <ProductPage key={product.id} product={product} />}
      </QueryScreen>
    </Page>
  );
}

function ProductPage({ product }: { readonly product: Product }) {
  const texts = useMessages(messages);
  const allowed = useAllowed("catalog.edit");
  return (
    <>
      <PageHeader
        title={product.name}
        note={<ProductStatus status={product.status} />}
        breadcrumbsLabel={texts.breadcrumbs}
        breadcrumbs={[{ key: "products", link: <Link to="/office/products">{texts.title}</Link> }]}
      />
      {allowed ? null : <Banner tone="info" title={texts.readOnly} />}
      <PricesSection product={product} allowed={allowed} />
      <ProductEditor product={product} allowed={allowed} />
      <BarcodesSection product={product} allowed={allowed} />
      <PriceHistory product={product} />
    </>
  );
}

function MissingProduct() {
  const texts = useMessages(messages);
  const back = (
    <Link to="/office/products" className={buttonClass()}>
      {texts.backToProducts}
    </Link>
  );
  return <EmptyState icon={SearchX} title={texts.missingTitle} action={back} />;
}
